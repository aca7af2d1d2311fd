using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Materials;

/// <summary>A picture that pages show: an avatar, a cover, a picture in an article.</summary>
public sealed class MediaItem
{
    /// <summary>Length of <see cref="Sha256"/>, in hex digits.</summary>
    public const int Sha256Length = 64;

    /// <summary>Stands in its address; cannot be guessed.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The account whose articles may show it; null for an avatar, which may be older than its account.</summary>
    public long? AccountId { get; init; }

    /// <summary>What the file is, by our own encoding.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Size of the file.</summary>
    public int Bytes { get; init; }

    /// <summary>Pixels.</summary>
    public int Width { get; init; }

    /// <summary>Pixels.</summary>
    public int Height { get; init; }

    /// <summary>Hash of the file's content, lower-case hex, and the file's name: two uploads of one picture share a file.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The portal user who uploaded it.</summary>
    public string UploadedBy { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<MediaItem>
    {
        public void Configure(EntityTypeBuilder<MediaItem> item)
        {
            item.ToTable("Media");
            item.HasKey(row => row.Code);
            item.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            item.Property(row => row.ContentType).HasMaxLength(32).IsUnicode(false);
            item.Property(row => row.Sha256).HasMaxLength(Sha256Length).IsUnicode(false).IsFixedLength();
            item.Property(row => row.UploadedBy).HasMaxLength(450);
            item.HasIndex(row => new { row.UploadedBy, row.CreatedAt });
            item.HasIndex(row => row.AccountId);
            item.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The table of pictures.</summary>
public static class MediaTables
{
    extension(PortalDb db)
    {
        /// <summary>All pictures of this portal.</summary>
        public DbSet<MediaItem> Media => db.Set<MediaItem>();
    }
}
