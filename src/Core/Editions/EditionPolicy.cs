namespace WeixinWeChat.Core.Editions;

/// <summary>What an account must have reached before a search may return it.</summary>
public enum SearchableOnce
{
    /// <summary>Activated is enough.</summary>
    Activated = 1,

    /// <summary>Only once verified (认证).</summary>
    Verified = 2,
}

/// <summary>Which games a portal may show.</summary>
public enum GameCatalogue
{
    /// <summary>One catalogue for the whole mainland.</summary>
    Mainland = 1,

    /// <summary>A catalogue of its own for every region.</summary>
    PerRegion = 2,
}

/// <summary>
/// Everything in which the two systems differ and that is data. Whoever needs to know reads a property of the injected policy;
/// nobody outside this folder and the two portal projects compares editions. Differences that are behaviour are classes
/// that one portal registers and the other does not have.
/// </summary>
public sealed record EditionPolicy
{
    private EditionPolicy()
    {
    }

    /// <summary>Whose policy this is.</summary>
    public required Edition Edition { get; init; }

    /// <summary>The system's name as people read it.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The real portal that this one stands for.</summary>
    public required string RealPortal { get; init; }

    /// <summary>Who belongs here.</summary>
    public required Bilingual People { get; init; }

    /// <summary>From when on a search returns an account. DOMAIN, section 10.</summary>
    public required SearchableOnce SearchableOnce { get; init; }

    /// <summary>QR payment, red packets, transfers, movie tickets.</summary>
    public required bool HasWallet { get; init; }

    /// <summary>Coupons, tickets, membership cards.</summary>
    public required bool HasCardsAndOffers { get; init; }

    /// <summary>Which games may be shown.</summary>
    public required GameCatalogue GameCatalogue { get; init; }

    /// <summary>The same for people.</summary>
    public required Bilingual Games { get; init; }

    /// <summary>The language of somebody who has chosen none.</summary>
    public required string DefaultCulture { get; init; }

    /// <summary>ISO 4217 code of the only currency, or null where every account has its own.</summary>
    public required string? Currency { get; init; }

    /// <summary>IANA name of the only clock, or null where every account has its own.</summary>
    public required string? TimeZone { get; init; }

    /// <summary>ISO 3166 code of the country in which a phone number is read when none was chosen; null where people come from many.</summary>
    public required string? HomeRegion { get; init; }

    /// <summary>Where the data lives, for the page that compares the two.</summary>
    public required Bilingual DataResidency { get; init; }

    /// <summary>Folder of the brand's marks and colours under wwwroot-assets.</summary>
    public required string Look { get; init; }

    /// <summary>The portal's own name, as its head and every page's title write it; it begins with <see cref="Name"/>, which stands out.</summary>
    public required Bilingual Wordmark { get; init; }

    /// <summary>The word that stands beside the logo, so that nobody mistakes the portal.</summary>
    public required Bilingual Badge { get; init; }

    /// <summary>Begins the name of every cookie, so that the two may live under one parent domain.</summary>
    public required string CookiePrefix { get; init; }

    /// <summary>The address when nothing else is set.</summary>
    public required Uri DefaultAddress { get; init; }

    /// <summary>What kinds of account an organisation may register here. DOMAIN 1.1 and section 2.</summary>
    public required IReadOnlyList<AccountType> AccountTypes { get; init; }

    /// <summary>微信: the mainland.</summary>
    public static EditionPolicy Weixin { get; } = new()
    {
        Edition = Edition.Weixin,
        Name = new("Weixin", "微信"),
        RealPortal = "mp.weixin.qq.com",
        People = new("People whose phone number is registered in mainland China (+86)", "使用中国大陆手机号（+86）的用户"),
        SearchableOnce = SearchableOnce.Verified,
        HasWallet = true,
        HasCardsAndOffers = true,
        GameCatalogue = GameCatalogue.Mainland,
        Games = new("The mainland catalogue", "中国大陆游戏目录"),
        DefaultCulture = "zh-CN",
        Currency = "CNY",
        TimeZone = "Asia/Shanghai",
        HomeRegion = "CN",
        DataResidency = new("A database, keys, files and a process of its own; nothing is shared with WeChat", "独立的数据库、密钥、文件与进程，与 WeChat 互不共享"),
        Look = "weixin",
        Wordmark = new("Weixin Official Accounts", "微信公众平台"),
        Badge = new("Mainland China", "中国大陆"),
        CookiePrefix = "weixin",
        DefaultAddress = new("http://mp.weixin.localhost:5080"),
        AccountTypes = [AccountType.Subscription, AccountType.Service],
    };

    /// <summary>WeChat: everywhere else.</summary>
    public static EditionPolicy WeChat { get; } = new()
    {
        Edition = Edition.WeChat,
        Name = new("WeChat", "WeChat"),
        RealPortal = "admin.wechat.com",
        People = new(
            "People with any other phone number, Hong Kong (+852), Macao (+853) and Taiwan (+886) included",
            "使用其他国家或地区手机号的用户，包括中国香港（+852）、中国澳门（+853）和中国台湾（+886）"),
        SearchableOnce = SearchableOnce.Activated,
        HasWallet = false,
        HasCardsAndOffers = false,
        GameCatalogue = GameCatalogue.PerRegion,
        Games = new("A catalogue for each region", "各地区独立的游戏目录"),
        DefaultCulture = "en",
        Currency = null,
        TimeZone = null,
        HomeRegion = null,
        DataResidency = new("A database, keys, files and a process of its own; nothing is shared with Weixin", "独立的数据库、密钥、文件与进程，与微信互不共享"),
        Look = "wechat",
        Wordmark = new("WeChat Official Accounts", "WeChat 公众平台"),
        Badge = new("International", "国际版"),
        CookiePrefix = "wechat",
        DefaultAddress = new("http://admin.wechat.localhost:5090"),
        AccountTypes = [AccountType.Service],
    };

    /// <summary>Both, in the order in which they are shown side by side.</summary>
    public static IReadOnlyList<EditionPolicy> All { get; } = [Weixin, WeChat];

    /// <summary>The other system: where somebody who does not belong here is pointed to.</summary>
    public EditionPolicy Counterpart => Edition == Edition.Weixin ? WeChat : Weixin;

    /// <summary>The policy of an edition.</summary>
    public static EditionPolicy Of(Edition edition) => edition switch
    {
        Edition.Weixin => Weixin,
        Edition.WeChat => WeChat,
        _ => throw new ArgumentOutOfRangeException(nameof(edition), edition, "There are two editions."),
    };

    /// <summary>Does somebody with this phone number belong here? Asked at the first sign-in; the answer is kept for good.</summary>
    public bool Owns(PhoneNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return Owns(number.Edition);
    }

    /// <summary>Is a person or an account of this edition one of ours?</summary>
    public bool Owns(Edition edition) => Edition == edition;
}
