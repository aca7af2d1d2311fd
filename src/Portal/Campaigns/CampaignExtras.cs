namespace WeixinWeChat.Portal.Campaigns;

/// <summary>A page about a campaign that another feature brings (registered as a singleton): the campaign's own page names none of them.</summary>
/// <param name="Texts">Marker class of the feature's texts.</param>
/// <param name="TextKey">Key of the link's text there.</param>
/// <param name="Icon">Name of a symbol in shared/icons.svg.</param>
/// <param name="Href">Address from the root, with <c>{AppId}</c> and <c>{Code}</c>.</param>
public sealed record CampaignLink(Type Texts, string TextKey, string Icon, string Href)
{
    /// <summary>The address for one campaign.</summary>
    public string AddressFor(string appId, string code) => Href.Replace("{AppId}", appId, StringComparison.Ordinal).Replace("{Code}", code, StringComparison.Ordinal);
}

/// <summary>What another feature shows readers below a campaign's article (registered as a singleton).</summary>
/// <param name="Component">A component with a parameter <c>Code</c>, the campaign's; it shows nothing where it has nothing to say.</param>
/// <param name="IsPersonal">
/// Whether it shows each reader of one campaign (its number) something of their own: the article is drawn for each of them then. Left out: always.
/// </param>
public sealed record ArticlePanel(Type Component, Func<IServiceProvider, long, CancellationToken, Task<bool>>? IsPersonal = null);
