namespace WeixinWeChat.Core.Storage;

/// <summary>Private files of a portal (licences, letters, ID pictures), encrypted, each under a random code. Nothing here has an address of its own.</summary>
/// <param name="vault">The edition's keys.</param>
/// <param name="folder">Where the files lie: <c>DataDirectory/documents</c>.</param>
public sealed class DocumentStore(Vault vault, string folder)
{
    private const string Purpose = "Document";

    /// <summary>Stores the bytes.</summary>
    /// <returns>The document's code.</returns>
    public async Task<string> Save(byte[] content, CancellationToken cancel = default)
    {
        var code = Ids.Code();
        Directory.CreateDirectory(folder);
        // Written aside and moved: a crash in the middle leaves no half document under a code.
        var unfinished = Path.Combine(folder, code + ".tmp");
        await File.WriteAllBytesAsync(unfinished, vault.Protect(Purpose, content), cancel);
        File.Move(unfinished, PathOf(code));
        return code;
    }

    /// <summary>The bytes again, or null when there is no such document here.</summary>
    public async Task<byte[]?> Read(string code, CancellationToken cancel = default)
    {
        if (code.Length != Ids.CodeLength || !code.All(char.IsAsciiLetterOrDigit) || !File.Exists(PathOf(code)))
            return null;
        return vault.Unprotect(Purpose, await File.ReadAllBytesAsync(PathOf(code), cancel));
    }

    /// <summary>Throws a document away that nothing in the database points at.</summary>
    public void Delete(string code) => File.Delete(PathOf(code));

    private string PathOf(string code) => Path.Combine(folder, code + ".bin");
}
