using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Somebody of this side by their phone number, known here or not: nobody finds out which. Or a friend, who is.</summary>
/// <param name="Key">The keyed fingerprint of the number, as the subscribers' own.</param>
/// <param name="Masked">The number as whoever typed it sees it again; a friend's name, as whoever chose them knows them.</param>
public sealed record Recipient(string Key, string Masked);

/// <summary>Reads to whom money is sent.</summary>
public sealed class Recipients(EditionPolicy policy, Vault vault)
{
    /// <summary>Said to who would send money to themselves.</summary>
    internal static Bilingual Own { get; } = new("That is your own number.", "不能发给自己。");

    /// <summary>Said to who has chosen somebody who is no friend of theirs, or no longer.</summary>
    internal static Bilingual NoFriend { get; } = new("This is no friend of yours any more. Choose another one, or type the number.", "对方已不在您的好友列表中，请重新选择，或输入手机号。");

    /// <summary>Reads a friend of the sender's, or a number of this side that is not the sender's own.</summary>
    /// <param name="db">The portal's database.</param>
    /// <param name="me">The sender.</param>
    /// <param name="friend">Names the friend in the sender's list; empty when a number was typed.</param>
    /// <param name="typed">The number as typed; not looked at when a friend was chosen.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>To whom; null with one problem more when it is nobody.</returns>
    public async Task<Recipient?> Read(PortalDb db, long me, string? friend, string? typed, List<WalletProblem> problems, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (!string.IsNullOrEmpty(friend))
        {
            var subscribers = db.Subscribers;
            var chosen = await (from half in db.Friendships.Where(row => row.OwnerId == me && row.Code == friend)
                                join other in subscribers on half.FriendId equals other.Id
                                select new Recipient(other.PhoneKey, half.Remark == "" ? other.Nickname : half.Remark)).SingleOrDefaultAsync(cancel);
            if (chosen is null)
                problems.Add(new(WalletFields.Phone, NoFriend));
            return chosen;
        }

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
