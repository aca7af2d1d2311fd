namespace WeixinWeChat.Portal.Subscribers;

/// <summary>A part of the chats that another feature draws: each registers one as a singleton, beside its <see cref="InboxMark"/>.</summary>
/// <param name="Component">Takes the person as the parameter <c>SubscriberId</c> (<c>long</c>), and shows nothing when it has nothing.</param>
public sealed record ChatSection(Type Component);
