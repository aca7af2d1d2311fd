namespace WeixinWeChat.Weixin.Wallet;

/// <summary>What all forms that move money say alike.</summary>
internal static class WalletProblems
{
    /// <summary>There is no wallet to move money from.</summary>
    public static WalletProblem NoWallet { get; } = new(WalletFields.Form, new("Open the wallet first.", "请先开通零钱。"));

    /// <summary>The form's key stands for something else already.</summary>
    public static WalletProblem Used { get; } = new(WalletFields.Form, new(
        "This form was sent before, with something else in it. Look at the history; to send this too, open the form anew.", "该表单已提交过其他内容。请先查看账单，如需再次操作请重新打开页面。"));

    /// <summary>The wallet does not hold as much.</summary>
    /// <param name="balance">What it holds, fen.</param>
    public static WalletProblem Beyond(long balance) => new(WalletFields.Amount, new($"More than the balance of {Money.Yuan(balance)}.", $"超出零钱余额 {Money.Yuan(balance)}。"));
}
