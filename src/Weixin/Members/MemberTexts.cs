namespace WeixinWeChat.Weixin.Members;

/// <summary>Marks the texts of memberships, <c>MemberTexts.resx</c>.</summary>
public sealed class MemberTexts;
