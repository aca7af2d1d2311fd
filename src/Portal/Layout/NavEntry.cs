using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Portal.Layout;

/// <summary>Where an entry stands: the groups of mp.weixin.qq.com, then what is not an account's console. A group without entries is not shown.</summary>
public enum NavGroup
{
    /// <summary>首页.</summary>
    Home,

    /// <summary>内容与互动: campaigns, material, followers, messages.</summary>
    Content,

    /// <summary>数据.</summary>
    Data,

    /// <summary>广告与服务: cards, payments, games.</summary>
    Services,

    /// <summary>设置与开发: profile, verification, members, keys.</summary>
    Settings,

    /// <summary>The platform's own staff: review queue, audit log.</summary>
    Platform,

    /// <summary>The signed-in person's own menu: security, sessions.</summary>
    Person,

    /// <summary>The tabs at the foot of the subscribers' app.</summary>
    App,

    /// <summary>What is the subscriber's own, on their page in the app.</summary>
    Mine,

    /// <summary>What there is to discover in the app beside accounts, below its search.</summary>
    Discover,
}

/// <summary>
/// One entry of the navigation. A feature registers its entries as singletons (<c>services.AddSingleton(NavEntry.Of&lt;CampaignTexts&gt;(…))</c>);
/// the layout names no feature.
/// </summary>
/// <param name="Group">Where it stands.</param>
/// <param name="Texts">Marker class of the feature's texts.</param>
/// <param name="TextKey">Key of the entry's text there.</param>
/// <param name="Icon">Name of a symbol in shared/icons.svg.</param>
/// <param name="Href">Address from the root; <c>{AppId}</c> stands for the official account whose console is open.</param>
/// <param name="Permission">What the reader must hold to see it: the same name as beside the page's route.</param>
/// <param name="Order">Smaller stands higher within the group.</param>
/// <param name="Whole">Lit at this very address alone, not below it.</param>
public sealed record NavEntry(NavGroup Group, Type Texts, string TextKey, string Icon, string Href, string Permission, int Order, bool Whole = false)
{
    private const string AppIdMark = "{" + PermissionAttribute.AppIdParameter + "}";

    /// <summary>An entry whose text is found in <typeparamref name="TTexts"/>.</summary>
    public static NavEntry Of<TTexts>(NavGroup group, string textKey, string icon, string href, string permission, int order, bool whole = false) =>
        new(group, typeof(TTexts), textKey, icon, href, permission, order, whole);

    /// <summary>The address for the account whose console is open.</summary>
    public string AddressFor(string? appId) => Href.Replace(AppIdMark, appId, StringComparison.Ordinal);

    /// <summary>Whether a person sees it who is what <paramref name="role"/> says on the open account, or has none open.</summary>
    public bool IsShownTo(Person person, MemberRole? role)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (role is null && Href.Contains(AppIdMark, StringComparison.Ordinal))
            return false;
        return Permissions.OnAccounts.Contains(Permission)
            ? role is { } held && Permissions.OfMember[held].Contains(Permission)
            : person.Has(Permission);
    }
}
