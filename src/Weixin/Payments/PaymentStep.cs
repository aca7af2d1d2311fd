using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>What else happens when a payment, or a refund of it, stands: in its transaction (registered as a singleton; payments name no feature).</summary>
/// <param name="Run">Is told of the payment, and of the refund; null for the payment itself.</param>
public sealed record PaymentStep(Func<PortalDb, Payment, Refund?, CancellationToken, Task> Run);

/// <summary>Money that a subscriber keeps with an official account and can pay it from.</summary>
/// <param name="Id">The owner of its ledger account.</param>
/// <param name="Fen">What is in it.</param>
public sealed record Purse(long Id, long Fen);

/// <summary>Finds the purse of a subscriber with an account (registered as a singleton).</summary>
/// <param name="Find">The purse; null when there is none that can be paid from.</param>
public sealed record PurseLookup(Func<PortalDb, long, long, CancellationToken, Task<Purse?>> Find);
