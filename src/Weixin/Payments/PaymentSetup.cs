using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Registers payments: what subscribers pay to official accounts and send to bank accounts.</summary>
internal static class PaymentSetup
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<CodeLimits>();
        services.AddSingleton<CounterTries>();
        services.AddSingleton<PaymentSignal>();
        services.AddSingleton<PaymentOperations>();
        services.AddSingleton<PayOperations>();
        services.AddSingleton<TillOperations>();
        services.AddSingleton<TakingsOperations>();
        services.AddSingleton<PayoutOperations>();
        services.AddSingleton(provider => new BankListener(provider.GetRequiredService<PayoutOperations>().End));
        services.AddSingleton(provider => new InboxMark(provider.GetRequiredService<PayOperations>().Mark));
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<PayoutJob>(job => job.WithIdentity(PayoutJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("payouts", "wallet").ForJob(PayoutJob.Key).StartNow().WithSimpleSchedule(BankOrderJob.Round));
        });
        services.AddSingleton(new MovementLink([EntryKind.Payment, EntryKind.Refund], WalletAddress.PaymentOf));
        services.AddSingleton(new MovementLink([EntryKind.BankTransfer, EntryKind.BankTransferPaid, EntryKind.BankTransferReturned], WalletAddress.BankTransferOf));
        services.AddScanTarget<PayOperations>(PayAddress.OfCode, async (payments, me, code, cancel) => await payments.Open(me, code, cancel));
        services.AddSingleton(NavEntry.Of<PaymentTexts>(NavGroup.Mine, "Pay", "qr", PayAddress.Pay, Permissions.SignedIn, order: 5));
        services.AddSingleton(NavEntry.Of<PaymentTexts>(NavGroup.Services, "Till", "wallet", "/a/{AppId}/till", Permissions.PaymentsTake, order: 30));
        services.AddSingleton(NavEntry.Of<PaymentTexts>(NavGroup.Services, "Takings", "chart", "/a/{AppId}/takings", Permissions.PaymentsTake, order: 31));
    }

    public static void MapPayments(this WebApplication app) => app.MapTakings();
}
