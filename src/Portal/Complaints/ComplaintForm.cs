namespace WeixinWeChat.Portal.Complaints;

/// <summary>What is typed to report an account.</summary>
public sealed class ComplaintForm
{
    /// <summary>Made with the form: sent twice it is one report.</summary>
    public Guid Key { get; set; }

    /// <summary>What for, by the reason's name; empty for none.</summary>
    public string? Reason { get; set; }

    /// <summary>In the subscriber's own words.</summary>
    public string? Text { get; set; }
}
