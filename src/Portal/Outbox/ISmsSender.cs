namespace WeixinWeChat.Portal.Outbox;

/// <summary>Hands a text message to whoever delivers it. The embedded one is <see cref="FileSmsSender"/>; an operator brings a provider's.</summary>
public interface ISmsSender
{
    /// <summary>Sends; throws when the message was not taken.</summary>
    Task Send(string e164, string text, CancellationToken cancel);
}
