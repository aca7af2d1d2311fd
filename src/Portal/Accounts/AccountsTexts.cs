namespace WeixinWeChat.Portal.Accounts;

/// <summary>Texts of the accounts' pages.</summary>
public sealed class AccountsTexts;
