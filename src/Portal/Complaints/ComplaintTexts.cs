namespace WeixinWeChat.Portal.Complaints;

/// <summary>Marks the texts of reports: the subscribers' and the staff's.</summary>
public sealed class ComplaintTexts;
