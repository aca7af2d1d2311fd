using System.ComponentModel.DataAnnotations;

namespace WeixinWeChat.Core.Editions;

/// <summary>
/// Quotas, fees and sizes of the platform: settings under <see cref="Section"/>, each with the real platform's number (DOMAIN, section 11)
/// as its default, because they change there often. Lengths and shapes of fields are no settings: they are constants on the entities.
/// </summary>
public sealed class PlatformLimits
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Portal:Limits";

    /// <summary>Official accounts one person may administer. DOMAIN 1.3.</summary>
    [Range(1, 1000)]
    public int AccountsPerPerson { get; set; } = 5;

    /// <summary>Official accounts that may be registered with one administrator's phone number. DOMAIN 1.3.</summary>
    [Range(1, 1000)]
    public int AccountsPerPhone { get; set; } = 5;

    /// <summary>Official accounts whose administrator carries the same identity document. DOMAIN 1.3 and 1.5 (85027).</summary>
    [Range(1, 1000)]
    public int AccountsPerIdNumber { get; set; } = 5;

    /// <summary>Official accounts of one enterprise or other private subject. DOMAIN 1.3.</summary>
    [Range(1, 1000)]
    public int AccountsPerSubject { get; set; } = 2;

    /// <summary>Official accounts of one government body, public institution or medium. DOMAIN 1.3.</summary>
    [Range(1, 1000)]
    public int AccountsPerPublicBody { get; set; } = 50;

    /// <summary>Changes of an account's introduction in a calendar month. DOMAIN 1.4.</summary>
    [Range(0, 1000)]
    public int IntroductionChangesPerMonth { get; set; } = 5;

    /// <summary>Changes of an account's avatar in a calendar month. DOMAIN 1.4.</summary>
    [Range(0, 1000)]
    public int AvatarChangesPerMonth { get; set; } = 5;

    /// <summary>Sends of a subscription account in a calendar day; they do not carry over. DOMAIN 4.1.</summary>
    [Range(0, 1000)]
    public int SubscriptionSendsPerDay { get; set; } = 1;

    /// <summary>Sends of a service account in a calendar month. DOMAIN 4.1.</summary>
    [Range(0, 1000)]
    public int ServiceSendsPerMonth { get; set; } = 4;

    /// <summary>Articles in one send. DOMAIN, section 0.</summary>
    [Range(1, 8)]
    public int ArticlesPerSend { get; set; } = 8;

    /// <summary>Earliest start of a scheduled send, minutes from now. DOMAIN, section 0.</summary>
    [Range(1, 1440)]
    public int ScheduleAheadMinutes { get; set; } = 5;

    /// <summary>Latest start of a scheduled send, days from now. DOMAIN, section 0.</summary>
    [Range(1, 366)]
    public int ScheduleAheadDays { get; set; } = 90;

    /// <summary>Permanent QR codes with a scene that one account may make. DOMAIN 5.4.</summary>
    [Range(1, 10_000_000)]
    public int PermanentQrCodes { get; set; } = 100_000;

    /// <summary>Longest life of a temporary QR code, seconds. DOMAIN 5.4.</summary>
    [Range(60, 2_592_000)]
    public int TemporaryQrSeconds { get; set; } = 2_592_000;

    /// <summary>One-time codes that visitors of one network address may ask for in ten minutes.</summary>
    [Range(1, 100_000)]
    public int CodesPerAddress { get; set; } = 30;

    /// <summary>Searches of one subscriber in a minute.</summary>
    [Range(1, 100_000)]
    public int SearchesPerMinute { get; set; } = 30;

    /// <summary>Friends that one subscriber may have.</summary>
    [Range(1, 100_000)]
    public int Friends { get; set; } = 5000;

    /// <summary>People whom one subscriber may ask to be friends in 24 hours.</summary>
    [Range(1, 10_000)]
    public int FriendRequestsPerDay { get; set; } = 20;

    /// <summary>Comments that one subscriber may write in 24 hours, under all articles together.</summary>
    [Range(1, 100_000)]
    public int CommentsPerDay { get; set; } = 20;

    /// <summary>Comments that one subscriber may send or delete in a minute.</summary>
    [Range(1, 100_000)]
    public int CommentsPerMinute { get; set; } = 20;

    /// <summary>Requests of one subscriber in a minute that begin or end a game.</summary>
    [Range(1, 100_000)]
    public int GameRequestsPerMinute { get; set; } = 60;

    /// <summary>Games that one subscriber may begin in 24 hours.</summary>
    [Range(1, 100_000)]
    public int GameRunsPerDay { get; set; } = 500;

    /// <summary>Bytes of an uploaded picture (an avatar, a cover, a picture in an article).</summary>
    [Range(1024, 52_428_800)]
    public int ImageBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Pixels of an uploaded picture: a small file can unpack to gigabytes.</summary>
    [Range(10_000, 200_000_000)]
    public int ImagePixels { get; set; } = 40_000_000;

    /// <summary>Pictures that one person may upload in 24 hours.</summary>
    [Range(1, 100_000)]
    public int ImagesPerDay { get; set; } = 300;

    /// <summary>Bytes of an uploaded document, a business licence for instance.</summary>
    [Range(1024, 52_428_800)]
    public int DocumentBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Fee of one verification, in fen (CNY). Charged per application, pass or fail. DOMAIN 3.1.</summary>
    [Range(0, 100_000_000)]
    public int VerificationFeeFen { get; set; } = 300_00;

    /// <summary>How often a verification may be sent back for correction before it fails. DOMAIN 3.1.</summary>
    [Range(0, 100)]
    public int VerificationSupplements { get; set; } = 3;

    /// <summary>Months a verification holds. DOMAIN 3.1.</summary>
    [Range(1, 120)]
    public int VerificationMonths { get; set; } = 12;

    /// <summary>Working days within which a verification is decided at the latest. DOMAIN, section 0.</summary>
    [Range(1, 60)]
    public int VerificationReviewDays { get; set; } = 15;

    /// <summary>Failed attempts to sign in from one network address in five minutes.</summary>
    [Range(1, 100_000)]
    public int SignInFailuresPerAddress { get; set; } = 50;

    /// <summary>Failed attempts to sign in with one e-mail address in five minutes, known or not.</summary>
    [Range(1, 1000)]
    public int SignInFailuresPerEmail { get; set; } = 10;

    /// <summary>Sign-ups, forgotten passwords and new codes asked for from one network address in five minutes.</summary>
    [Range(1, 100_000)]
    public int AccountRequestsPerAddress { get; set; } = 30;

    /// <summary>Wallets that one resident ID number may have. Weixin alone.</summary>
    [Range(1, 1000)]
    public int WalletsPerIdNumber { get; set; } = 5;

    /// <summary>Bank cards bound to one wallet. Weixin alone.</summary>
    [Range(1, 100)]
    public int CardsPerWallet { get; set; } = 10;

    /// <summary>Most that one order moves between a bank card and a wallet, fen. Weixin alone.</summary>
    [Range(1, 10_000_000_000)]
    public long BankOrderFen { get; set; } = 5_000_000;

    /// <summary>Such orders of one wallet in 24 hours. Weixin alone.</summary>
    [Range(1, 1000)]
    public int BankOrdersPerDay { get; set; } = 20;

    /// <summary>Most that one transfer to a friend moves, fen. Weixin alone.</summary>
    [Range(1, 10_000_000_000)]
    public long TransferFen { get; set; } = 2_000_000;

    /// <summary>Transfers of one wallet in 24 hours. Weixin alone.</summary>
    [Range(1, 1000)]
    public int TransfersPerDay { get; set; } = 50;

    /// <summary>Copies of cards and offers that one subscriber may ask for in a minute. Weixin alone.</summary>
    [Range(1, 1_000_000)]
    public int ClaimsPerMinute { get; set; } = 30;

    /// <summary>Shares of one red packet for a group. Weixin alone.</summary>
    [Range(1, 1000)]
    public int RedPacketShares { get; set; } = 100;

    /// <summary>Red packets that one wallet sends in 24 hours. Weixin alone.</summary>
    [Range(1, 10_000)]
    public int RedPacketsPerDay { get; set; } = 50;

    /// <summary>Most that a campaign's red packets may cost, fen. Weixin alone. DOMAIN 7.4.</summary>
    [Range(1, 10_000_000_000)]
    public long BrandPacketBudgetFen { get; set; } = 10_000_000;

    /// <summary>Times in 24 hours that a person may hold cinema seats and not pay for them. Weixin alone.</summary>
    [Range(1, 1000)]
    public int SeatHoldsPerDay { get; set; } = 20;

    /// <summary>Most that one person pays from their wallets' balances in a calendar year, fen. Weixin alone. DOMAIN 7.4.</summary>
    [Range(1, 10_000_000_000)]
    public long BalancePaymentsPerYearFen { get; set; } = 20_000_000;

    /// <summary>Most that one person pays by merchants' printed codes in a day, fen. Weixin alone. DOMAIN 7.4, class D.</summary>
    [Range(1, 10_000_000_000)]
    public long StaticCodePaymentsPerDayFen { get; set; } = 50_000;

    /// <summary>Most that one person pays with their payment code and without the password in a day, fen. Weixin alone. DOMAIN 7.4, class C.</summary>
    [Range(1, 10_000_000_000)]
    public long OneFactorPaymentsPerDayFen { get; set; } = 100_000;

    /// <summary>Most that one person pays by changing codes with the payment password in a day, fen. Weixin alone. DOMAIN 7.4, class B.</summary>
    [Range(1, 10_000_000_000)]
    public long TwoFactorPaymentsPerDayFen { get; set; } = 500_000;

    /// <summary>Most that may be kept on one membership card, fen: what the mainland allows on a prepaid card that names its owner. Weixin alone.</summary>
    [Range(1, 10_000_000_000)]
    public long PurseFen { get; set; } = 500_000;

    /// <summary>Codes that lead nowhere which one subscriber, or where there are tills one of those, may try in a minute.</summary>
    [Range(1, 100_000)]
    public int WrongCodesPerMinute { get; set; } = 20;
}
