using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>The card that a campaign gives to those who join it.</summary>
public sealed class CampaignCard
{
    /// <summary>The campaign: one card each.</summary>
    public long CampaignId { get; init; }

    /// <summary>A card of the same account.</summary>
    public long CardId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime AttachedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CampaignCard>
    {
        public void Configure(EntityTypeBuilder<CampaignCard> given)
        {
            given.ToTable("CampaignCards");
            given.HasKey(row => row.CampaignId);
            given.Property(row => row.CampaignId).ValueGeneratedNever();
            given.HasOne<Campaign>().WithOne().HasForeignKey<CampaignCard>(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
            given.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
