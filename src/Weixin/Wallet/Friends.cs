using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Somebody of this side by their phone number, known here or not: nobody finds out which.</summary>
/// <param name="Key">The keyed fingerprint of the number, as the subscribers' own.</param>
/// <param name="Masked">The number as whoever typed it sees it again.</param>
public sealed record Friend(string Key, string Masked);

/// <summary>Reads to whom money is sent.</summary>
public sealed class Friends(EditionPolicy policy, Vault vault)
{
    /// <summary>Said to who would send money to themselves.</summary>
    internal static Bilingual Own { get; } = new("That is your own number.", "不能发给自己。");

    /// <summary>Reads a number of this side that is not the sender's own.</summary>
    /// <returns>The friend; null with one problem more when it is none.</returns>
    public async Task<Friend?> Read(PortalDb db, long me, string? typed, List<WalletProblem> problems, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var (phone, wrong) = Phone(typed);
        if (phone is not null)
        {
            var key = vault.Fingerprint(Subscriber.PhonePurpose, phone.E164);
            if (await KeyOf(db, me, cancel) != key)
                return new(key, phone.Masked);
            wrong = Own;
        }

        problems.Add(new(WalletFields.Phone, wrong));
        return null;
    }

    /// <summary>The fingerprint of a subscriber's own number: what is sent to it is theirs.</summary>
    public static Task<string> KeyOf(PortalDb db, long me, CancellationToken cancel = default) => db.Subscribers.Where(row => row.Id == me).Select(row => row.PhoneKey).SingleAsync(cancel);

    private (PhoneNumber? Number, Bilingual Problem) Phone(string? typed)
    {
        var reading = PhoneReading.Of(typed, policy.HomeRegion);
        if (!reading.IsValid)
            return (null, reading.Reason);
        if (!policy.Owns(reading.Value))
            return (null, new("Money stays on this side: only numbers of mainland China (+86).", "仅支持中国大陆手机号（+86）。"));
        return reading.Value.CanReceiveSms ? (reading.Value, new("", "")) : (null, new("Not a mobile number.", "请输入手机号码。"));
    }
}
