namespace WeixinWeChat.Portal.Friends;

// What is sent by the forms, as typed.

/// <summary>The form in which somebody's code is typed.</summary>
public sealed class CodeOfPerson
{
    /// <summary>The code, or a whole address.</summary>
    public string? Code { get; set; }
}

/// <summary>The form that asks somebody.</summary>
public sealed class WordsToPerson
{
    /// <summary>What they read.</summary>
    public string? Words { get; set; }
}

/// <summary>The form of the remark.</summary>
public sealed class RemarkOfFriend
{
    /// <summary>The own name for them.</summary>
    public string? Remark { get; set; }
}
