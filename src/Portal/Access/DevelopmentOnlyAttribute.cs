namespace WeixinWeChat.Portal.Access;

/// <summary>Stands beside the route of a page that exists in Development alone; everywhere else its address leads nowhere.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DevelopmentOnlyAttribute : Attribute;
