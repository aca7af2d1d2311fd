namespace WeixinWeChat.Portal.Comments;

/// <summary>Where comments are read and written.</summary>
internal static class CommentAddress
{
    /// <summary>The person's own.</summary>
    public const string Mine = "/app/me/comments";

    /// <summary>The article that they are about.</summary>
    public static string Article(string code) => $"/app/c/{code}";

    /// <summary>All under one article, and the place to write.</summary>
    public static string Of(string article, string? before = null) => $"/app/c/{article}/comments{(before is null ? "" : $"?before={before}")}";

    /// <summary>The brand's desk: some of all comments, or of one article's.</summary>
    public static string Desk(string appId, string? show = null, string? campaign = null)
    {
        string[] asked = [.. show is null ? Array.Empty<string>() : [$"show={show}"], .. campaign is null ? Array.Empty<string>() : [$"campaign={campaign}"]];
        return $"/a/{appId}/comments{(asked.Length == 0 ? "" : $"?{string.Join('&', asked)}")}";
    }
}
