using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// A subscriber's picture. It is small and lies in the database: what a person takes back, or leaves behind, is gone with the row, and no
/// file of it is forgotten anywhere.
/// </summary>
public sealed class Portrait
{
    /// <summary>Stands in its address; cannot be guessed, and another picture has another.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>Whose it is: one each.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The file, drawn anew by us.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>What the file is, by our own encoding.</summary>
    public string ContentType { get; init; } = "";

    private sealed class Mapping : IEntityTypeConfiguration<Portrait>
    {
        public void Configure(EntityTypeBuilder<Portrait> portrait)
        {
            portrait.ToTable("Portraits");
            portrait.HasKey(row => row.Code);
            portrait.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            portrait.Property(row => row.ContentType).HasMaxLength(32).IsUnicode(false);
            portrait.HasIndex(row => row.SubscriberId).IsUnique();
            portrait.HasOne<Subscriber>().WithOne().HasForeignKey<Portrait>(row => row.SubscriberId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
