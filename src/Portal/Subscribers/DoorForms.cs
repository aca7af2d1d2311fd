namespace WeixinWeChat.Portal.Subscribers;

/// <summary>What is typed at the door, first step.</summary>
public sealed class NumberForm
{
    /// <summary>ISO 3166 code of the chosen country; empty for none.</summary>
    public string? Region { get; set; }

    /// <summary>The number as typed.</summary>
    public string? Number { get; set; }
}

/// <summary>What is typed at the door, second step.</summary>
public sealed class CodeForm
{
    /// <summary>The code as typed.</summary>
    public string? Code { get; set; }
}
