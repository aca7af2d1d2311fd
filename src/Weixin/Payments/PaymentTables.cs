using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>The tables of payments.</summary>
public static class PaymentTables
{
    extension(PortalDb db)
    {
        /// <summary>What subscribers have paid to official accounts.</summary>
        public DbSet<Payment> Payments => db.Set<Payment>();

        /// <summary>What of it was given back.</summary>
        public DbSet<Refund> Refunds => db.Set<Refund>();

        /// <summary>Amounts that a till asks for.</summary>
        public DbSet<Bill> Bills => db.Set<Bill>();

        /// <summary>Payment codes that subscribers have shown lately.</summary>
        public DbSet<ShownCode> ShownCodes => db.Set<ShownCode>();

        /// <summary>The printed codes of official accounts.</summary>
        public DbSet<MerchantCode> MerchantCodes => db.Set<MerchantCode>();

        /// <summary>Where official accounts have their takings paid out.</summary>
        public DbSet<MerchantBank> MerchantBanks => db.Set<MerchantBank>();

        /// <summary>Money on its way to bank accounts.</summary>
        public DbSet<Payout> Payouts => db.Set<Payout>();
    }
}
