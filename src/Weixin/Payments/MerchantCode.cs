using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>An official account's printed code: one for all payers, who type the amount themselves.</summary>
public sealed class MerchantCode
{
    /// <summary>The official account: one code each.</summary>
    public long AccountId { get; init; }

    /// <summary>What stands in the QR code.</summary>
    public string Code { get; init; } = ScanCode.New();

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<MerchantCode>
    {
        public void Configure(EntityTypeBuilder<MerchantCode> code)
        {
            code.ToTable("MerchantCodes");
            code.HasKey(row => row.AccountId);
            code.Property(row => row.AccountId).ValueGeneratedNever();
            code.Property(row => row.Code).HasMaxLength(ScanCode.Length).IsUnicode(false);
            code.HasIndex(row => row.Code).IsUnique();
            code.HasOne<OfficialAccount>().WithOne().HasForeignKey<MerchantCode>(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
