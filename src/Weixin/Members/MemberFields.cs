using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Fields of the forms of memberships, as a problem names them; amounts and passwords stand in <see cref="WalletFields"/>.</summary>
public static class MemberFields
{
    /// <summary>The name.</summary>
    public const string Name = nameof(Name);

    /// <summary>The day of birth.</summary>
    public const string Birthday = nameof(Birthday);

    /// <summary>That the phone number is told.</summary>
    public const string Phone = nameof(Phone);

    /// <summary>The city.</summary>
    public const string City = nameof(City);

    /// <summary>That the member agrees.</summary>
    public const string Consent = nameof(Consent);

    /// <summary>Points for a yuan.</summary>
    public const string PointsPerYuan = nameof(PointsPerYuan);

    /// <summary>Points for a check-in.</summary>
    public const string PointsPerCheckIn = nameof(PointsPerCheckIn);

    /// <summary>Points for activating.</summary>
    public const string Bonus = nameof(Bonus);

    /// <summary>Points that are added or taken by hand.</summary>
    public const string Points = nameof(Points);

    /// <summary>Why.</summary>
    public const string Reason = nameof(Reason);

    /// <summary>The coupon that is put up.</summary>
    public const string Coupon = nameof(Coupon);

    /// <summary>Points that it costs.</summary>
    public const string Price = nameof(Price);

    /// <summary>How many of it.</summary>
    public const string Most = nameof(Most);

    /// <summary>The name of a level.</summary>
    public static string LevelName(int number) => $"LevelName{number}";

    /// <summary>The points from which a level begins.</summary>
    public static string LevelFrom(int number) => $"LevelFrom{number}";
}

/// <summary>What forms of memberships say alike.</summary>
internal static class MemberProblems
{
    /// <summary>The whole form.</summary>
    public static WalletProblem General(Bilingual reason) => new(WalletFields.Form, reason);

    /// <summary>A number outside of what it may be.</summary>
    public static WalletProblem Between(string field, long least, long most) => new(field, new($"A whole number from {least} to {most:N0}.", $"请输入 {least} 到 {most:N0} 之间的整数。"));

    /// <summary>Somebody else has changed it meanwhile.</summary>
    public static WalletProblem Conflict { get; } = General(new("Somebody else has changed this meanwhile. Load the page anew.", "内容已被他人修改，请刷新页面后重试。"));

    /// <summary>The membership does not count at the moment.</summary>
    public static WalletProblem NotNow { get; } = General(new("The membership is not usable at the moment.", "会员卡当前不可用。"));
}
