using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Friends;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Registers the ledger and the wallet.</summary>
internal static class WalletSetup
{
    public static void AddWallet(this IServiceCollection services)
    {
        services.AddSingleton<Books>();
        services.AddSingleton(new SchemaProof(Books.FirstFault));
        services.AddSingleton<IPasswordHasher<Wallet>, PasswordHasher<Wallet>>();
        services.AddSingleton<PaymentPassword>();
        services.AddSingleton<Spending>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<BankSimulator>();
        services.AddSingleton<IBank>(provider => provider.GetRequiredService<BankSimulator>());
        services.AddSingleton<WalletOperations>();
        services.AddSingleton(WalletOperations.Leaving);
        services.AddSingleton<BankOperations>();
        services.AddSingleton<TransferOperations>();
        services.AddSingleton(TransferOperations.Move);
        services.AddSingleton(provider => new BankListener(provider.GetRequiredService<BankOperations>().Settle));
        services.AddSingleton<StatementOperations>();
        services.AddTransient<StatementPdf>();
        services.AddHostedService<BankWorker>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<BankOrderJob>(job => job.WithIdentity(BankOrderJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("bank-orders", "wallet").ForJob(BankOrderJob.Key).StartNow().WithSimpleSchedule(BankOrderJob.Round));
            quartz.AddJob<TransferJob>(job => job.WithIdentity(TransferJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("transfers", "wallet").ForJob(TransferJob.Key).StartNow().WithSimpleSchedule(BankOrderJob.Round));
        });
        services.AddSingleton(new MovementLink([EntryKind.TopUp, EntryKind.Withdrawal, EntryKind.WithdrawalPaid, EntryKind.WithdrawalReturned], WalletAddress.Order));
        services.AddSingleton(new MovementLink([EntryKind.Transfer, EntryKind.TransferAccepted, EntryKind.TransferReturned], WalletAddress.TransferOf));
        services.AddSingleton(new FriendLink("transfer", typeof(WalletTexts), "ToThisFriend", "send", WalletAddress.TransferTo("{Code}"), WalletAddress.Transfer, Order: 10));
        services.AddSingleton(NavEntry.Of<WalletTexts>(NavGroup.Mine, "Wallet", "wallet", "/app/wallet", Permissions.SignedIn, order: 10));
    }
}
