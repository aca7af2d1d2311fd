namespace WeixinWeChat.Portal.Friends;

/// <summary>What another feature does with a friend (registered as a singleton): it stands on the friend's page, and the list leads there when a friend is chosen for it.</summary>
/// <param name="Purpose">Its name in addresses.</param>
/// <param name="Texts">Marker class of the feature's texts.</param>
/// <param name="TextKey">Key of the link's text there.</param>
/// <param name="Icon">Name of a symbol in shared/icons.svg.</param>
/// <param name="Href">Address from the root, with <c>{Code}</c>: the friend in the person's own list.</param>
/// <param name="Back">Where choosing began.</param>
/// <param name="Order">Smaller stands first.</param>
public sealed record FriendLink(string Purpose, Type Texts, string TextKey, string Icon, string Href, string Back, int Order)
{
    /// <summary>The address for one friend.</summary>
    public string AddressFor(string code) => Href.Replace("{Code}", code, StringComparison.Ordinal);
}
