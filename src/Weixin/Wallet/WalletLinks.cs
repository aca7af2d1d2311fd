using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>An entry on the wallet's page that another feature brings (registered as a singleton): the wallet names none of them.</summary>
/// <param name="Texts">Marker class of the feature's texts.</param>
/// <param name="TextKey">Key of the entry's text there.</param>
/// <param name="Icon">Name of a symbol in shared/icons.svg.</param>
/// <param name="Href">Address from the root.</param>
/// <param name="Order">Smaller stands higher.</param>
public sealed record WalletLink(Type Texts, string TextKey, string Icon, string Href, int Order);

/// <summary>Where a movement of money leads, for the kinds that a feature brings (registered as a singleton).</summary>
/// <param name="Kinds">What moved the money.</param>
/// <param name="Address">The address for an entry's subject.</param>
public sealed record MovementLink(IReadOnlyList<EntryKind> Kinds, Func<string, string> Address);
