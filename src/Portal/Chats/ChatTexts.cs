namespace WeixinWeChat.Portal.Chats;

/// <summary>Marks the texts of the chats.</summary>
public sealed class ChatTexts;
