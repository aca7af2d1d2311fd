namespace WeixinWeChat.Portal.Outbox;

/// <summary>Names the texts of mails and text messages, and of the page that shows them in Development.</summary>
public sealed class OutboxTexts;
