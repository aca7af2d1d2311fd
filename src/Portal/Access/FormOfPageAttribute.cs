namespace WeixinWeChat.Portal.Access;

/// <summary>
/// Marks an endpoint that takes the form of the page one step above it in the address: when that form is out of date, its sender is shown
/// the page as it is now.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormOfPageAttribute : Attribute;
