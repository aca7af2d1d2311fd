namespace WeixinWeChat.Portal.Layout;

/// <summary>Marks a page of the app that is read without the tabs below it: the way back stands at its top.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WholeScreenAttribute : Attribute;
