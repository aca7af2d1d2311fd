using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>What a document is.</summary>
public enum DocumentKind
{
    /// <summary>营业执照.</summary>
    BusinessLicence = 1,
}

/// <summary>A document of a case. The bytes lie encrypted in the <see cref="DocumentStore"/>; here is what is known about them.</summary>
public sealed class CaseDocument
{
    /// <summary>Documents that one case may hold, superseded ones included: nobody fills the disk.</summary>
    public const int PerCaseMax = 30;

    /// <summary>Longest kept file name, in characters.</summary>
    public const int FileNameMax = 120;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The case.</summary>
    public long CaseId { get; private init; }

    /// <summary>Code in the document store and in addresses.</summary>
    public string Code { get; init; } = "";

    /// <summary>What it is.</summary>
    public DocumentKind Kind { get; init; }

    /// <summary>Found by content, never taken from the browser.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>The name it came with, cleaned.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Bytes as they are kept.</summary>
    public int Size { get; init; }

    /// <summary>Pages of a PDF; 1 for a picture.</summary>
    public int Pages { get; init; }

    /// <summary>SHA-256 of what was uploaded, lower-case hex: finds the same file in another case.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime UploadedAt { get; init; }

    /// <summary>UTC at which a newer one took its place; null for the one that counts.</summary>
    public DateTime? SupersededAt { get; internal set; }

    private sealed class Mapping : IEntityTypeConfiguration<CaseDocument>
    {
        public void Configure(EntityTypeBuilder<CaseDocument> document)
        {
            document.ToTable("CaseDocuments");
            document.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            document.Property(row => row.ContentType).HasMaxLength(64).IsUnicode(false);
            document.Property(row => row.FileName).HasMaxLength(FileNameMax);
            document.Property(row => row.Sha256).HasMaxLength(64).IsUnicode(false);
            document.HasIndex(row => row.Code).IsUnique();
            document.HasIndex(row => row.Sha256);
            document.HasOne<VerificationCase>().WithMany(verification => verification.Documents)
                .HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
