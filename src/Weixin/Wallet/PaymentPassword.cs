using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>The six digits that confirm a payment: kept as passwords are kept, and closed after five wrong ones.</summary>
/// <param name="hasher">Hashes them.</param>
/// <param name="clock">The time.</param>
/// <param name="group">Commits tries that come together; null when each commits by itself.</param>
public sealed class PaymentPassword(IPasswordHasher<Wallet> hasher, TimeProvider clock, GroupCommit? group = null)
{
    /// <summary>Digits.</summary>
    public const int Length = 6;

    /// <summary>Wrong ones after which it is closed.</summary>
    public const int MaxTries = 5;

    /// <summary>How long it stays closed, unless another one is set.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromHours(3);

    private static readonly WalletProblem Locked = new(WalletFields.Password, new(
        "Too many wrong payment passwords. Set another one with a code to your phone, or try again in 3 hours.",
        "支付密码错误次数过多。请通过手机验证码重置，或 3 小时后再试。"));

    /// <summary>What is wrong with a new one; null when it may be set.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="idNumber">The person's ID number, from which it may not be taken; null when that is wrong itself.</param>
    public static Bilingual? Problem(string? typed, string? idNumber)
    {
        var digits = Digits(typed);
        if (digits is null)
            return new("The payment password has six digits.", "支付密码为 6 位数字。");
        var steps = digits.Zip(digits.Skip(1), (left, right) => right - left).Distinct().ToList();
        return steps is [0 or 1 or -1] || idNumber?.Contains(digits, StringComparison.Ordinal) == true
            ? new("Too easy to guess: no row such as 123456, no repeated digit, no part of your ID number.", "过于简单：请勿使用连续或重复数字，或身份证号中的数字。")
            : null;
    }

    /// <summary>The hash to keep.</summary>
    public string Hash(Wallet wallet, string password) => hasher.HashPassword(wallet, Digits(password) ?? throw new ArgumentException("No payment password.", nameof(password)));

    /// <summary>Is it the one? Every answer is a try, counted by the database before it is looked at: answers that arrive together cannot share one.</summary>
    /// <returns>What is wrong; null when it is right.</returns>
    public async Task<WalletProblem?> Check(PortalDb db, long subscriberId, string? typed, CancellationToken cancel = default)
    {
        var (now, wallets) = (clock.UtcNow, db.Wallets.Where(row => row.SubscriberId == subscriberId));
        var reopened = now - LockTime;
        // With the payments, and not beside them: a statement of its own would wait for the file's lock while they take it in turns.
        var counted = await Write(db, async () => (await wallets.Where(row => row.WrongTries < MaxTries || row.TriedAt <= reopened)
            .ExecuteUpdateAsync(row => row.SetProperty(wallet => wallet.WrongTries, wallet => wallet.WrongTries >= MaxTries ? 1 : wallet.WrongTries + 1)
                .SetProperty(wallet => wallet.TriedAt, now), cancel), true), cancel);
        if (counted == 0)
            return Locked;
        var wallet = await wallets.AsNoTracking().SingleAsync(cancel);
        if (Digits(typed) is { } digits && hasher.VerifyHashedPassword(wallet, wallet.PasswordHash, digits) != PasswordVerificationResult.Failed)
        {
            await Write(db, async () => (await wallets.ExecuteUpdateAsync(row => row.SetProperty(one => one.WrongTries, 0), cancel), true), cancel);
            return null;
        }

        var left = MaxTries - wallet.WrongTries;
        return left <= 0 ? Locked : new(WalletFields.Password, new(
            $"Not the payment password. {left} more tries, then it is locked for 3 hours.", $"支付密码错误，还可尝试 {left} 次，之后将锁定 3 小时。"));
    }

    private static string? Digits(string? typed)
    {
        if (typed is null || typed.Length > 4 * Length)
            return null;
        var digits = IdText.Normalise(typed);
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private Task<int> Write(PortalDb db, Func<Task<(int Rows, bool Keep)>> work, CancellationToken cancel) => group is null ? db.InTransaction(work, cancel) : group.Run(db, work, cancel);
}
