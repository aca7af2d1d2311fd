using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Comments;

/// <summary>What is typed to comment on an article.</summary>
public sealed class CommentForm
{
    /// <summary>Made with the form: sent twice it is one comment.</summary>
    public string? Key { get; set; } = Ids.Code();

    /// <summary>As typed.</summary>
    public string? Text { get; set; }
}
