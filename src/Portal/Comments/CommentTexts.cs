namespace WeixinWeChat.Portal.Comments;

/// <summary>Marks the texts of comments: the readers' and the brand's.</summary>
public sealed class CommentTexts;
