namespace WeixinWeChat.Portal.Accounts;

/// <summary>A part of the start page of the platform's own staff, which a feature draws: each registers one as a singleton.</summary>
/// <param name="Component">Says what waits, and leads there.</param>
/// <param name="Permission">Who sees it.</param>
public sealed record StaffSection(Type Component, string Permission);
