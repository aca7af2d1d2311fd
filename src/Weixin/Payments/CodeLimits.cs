using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Classes of payments by code, by how surely it is the payer who pays. DOMAIN 7.4.</summary>
public enum CodeClass
{
    /// <summary>D: a printed code, which anybody may have stuck over another.</summary>
    StaticCode = 1,

    /// <summary>C: a code that changes, without a second proof.</summary>
    OneFactor,

    /// <summary>B: a code that changes, and the payment password.</summary>
    TwoFactors,
}

/// <summary>What a person may pay by code in a day, class by class: of all their wallets together, on the portal's clock.</summary>
public sealed class CodeLimits(EditionPolicy policy, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>The class of a way to pay; null for one without a code.</summary>
    public static CodeClass? ClassOf(PaymentWay way) => way switch
    {
        PaymentWay.StaticCode => CodeClass.StaticCode,
        PaymentWay.PaymentCode => CodeClass.OneFactor,
        PaymentWay.TillCode or PaymentWay.ConfirmedPaymentCode => CodeClass.TwoFactors,
        _ => null,
    };

    /// <summary>What a class allows in a day, fen.</summary>
    public long Most(CodeClass code) => code switch
    {
        CodeClass.StaticCode => limits.StaticCodePaymentsPerDayFen,
        CodeClass.OneFactor => limits.OneFactorPaymentsPerDayFen,
        _ => limits.TwoFactorPaymentsPerDayFen,
    };

    /// <summary>UTC at which the portal's day began.</summary>
    public DateTime Today => ZonedTime.ToUtc(Places.DayIn(policy.TimeZone!, clock.UtcNow).ToDateTime(TimeOnly.MinValue), policy.TimeZone!);

    /// <summary>What is left of today, fen. Asked in the transaction that pays, after <c>HoldWallets</c>.</summary>
    public async Task<long> Left(PortalDb db, long me, CodeClass code, CancellationToken cancel = default)
    {
        var (wallets, today, ways) = (db.WalletsOfPerson(me).Select(row => row.SubscriberId), Today, Enum.GetValues<PaymentWay>().Where(way => ClassOf(way) == code).ToList());
        // What is given back gives no allowance back: it was a payment of that day.
        var paid = await db.Payments.Where(row => wallets.Contains(row.PayerId) && row.At >= today && ways.Contains(row.Way)).SumAsync(row => row.Fen, cancel);
        return Math.Max(0, Most(code) - paid);
    }

    /// <summary>Would so much more be too much today?</summary>
    /// <returns>What is wrong; null when it may be paid.</returns>
    public async Task<WalletProblem?> Beyond(PortalDb db, long me, PaymentWay way, long fen, CancellationToken cancel = default)
    {
        if (ClassOf(way) is not { } code || await Left(db, me, code, cancel) is var left && fen <= left)
            return null;
        var (most, rest) = (Money.Yuan(Most(code)), Money.Yuan(left));
        return new(WalletFields.Amount, code switch
        {
            CodeClass.StaticCode => new($"By printed codes {most} may be paid in a day; {rest} are left. Ask the shop for a code from its till.", $"静态收款码每日付款上限 {most}，今日还可付 {rest}。请让商家出示动态收款码。"),
            CodeClass.OneFactor => new($"Without the payment password {most} may be paid in a day; {rest} are left.", $"免密付款每日上限 {most}，今日还可付 {rest}。"),
            _ => new($"By code {most} may be paid in a day; {rest} are left.", $"扫码付款每日上限 {most}，今日还可付 {rest}。"),
        });
    }
}
