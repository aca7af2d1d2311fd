namespace WeixinWeChat.Portal.Settings;

/// <summary>A portal's own folder: one edition's alone, whatever database it works on, and its secrets for the portal's own user alone.</summary>
internal static class DataFolder
{
    /// <summary>The file that says whose folder it is.</summary>
    public const string Seal = "edition";

    /// <summary>The SQLite file, unless the connection string names another.</summary>
    public const string Database = "portal.db";

    /// <summary>Stands while the demo world is unfinished.</summary>
    public const string UnfinishedDemo = "demo-unfinished";

    /// <summary>The key ring and the fingerprint key.</summary>
    public const string Keys = "keys";

    /// <summary>Private files, encrypted.</summary>
    public const string Documents = "documents";

    /// <summary>Pictures.</summary>
    public const string Media = "media";

    /// <summary>The index of accounts: made of the database whenever it is missing.</summary>
    public const string Search = "search";

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Is this the name of something that the portal keeps here? SQLite puts files of its own beside the database: <c>portal.db-wal</c>.</summary>
    public static bool IsOurs(string name) => name.StartsWith(Database, StringComparison.OrdinalIgnoreCase) || name.StartsWith($"{Seal}.", StringComparison.OrdinalIgnoreCase)
        || ((string[])[Seal, Keys, Documents, Media, Search, UnfinishedDemo]).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the folder or takes it as it is. One that belongs to the other edition is left untouched.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The name of the edition that claims it.</param>
    /// <exception cref="SettingsException">It cannot be used; the message is one line.</exception>
    public static void Claim(string path, string name)
    {
        try
        {
            // A folder that was there has the rights that its administrator gave it, perhaps to a backup's user; only what lies in it is ours.
            if (!Directory.Exists(path))
            {
                if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
                    Directory.CreateDirectory(parent);
                Private(path);
            }

            var owner = Owner(path, name);
            if (owner != name)
                throw new SettingsException($"{PortalSettings.Section}:{nameof(PortalSettings.DataDirectory)} is sealed for the other edition: {path} holds keys and files of {owner}, and {name} does not touch them.");
            foreach (var part in (string[])[Keys, Documents, Media, Search])
                Private(Path.Combine(path, part));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{PortalSettings.Section}:{nameof(PortalSettings.DataDirectory)} cannot be used: {error.Message}");
        }
    }

    /// <summary>Whose folder it is; ours from now on when nobody claimed it.</summary>
    private static string Owner(string path, string name)
    {
        var seal = Path.Combine(path, Seal);
        if (!File.Exists(seal))
        {
            // Written aside and moved: of two that start at once, the second finds the whole name of the first.
            var draft = Path.Combine(path, $"{Seal}.{Environment.ProcessId}");
            File.WriteAllText(draft, name);
            try
            {
                File.Move(draft, seal);
            }
            catch (IOException) when (File.Exists(seal))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllText(seal).Trim();
    }

    private static void Private(string path)
    {
        var folder = Directory.CreateDirectory(path);
        // Only where it differs: a folder that is right already may lie on a disk that knows no such rights, or belong to another user.
        if (!OperatingSystem.IsWindows() && folder.UnixFileMode != Own)
            folder.UnixFileMode = Own;
    }
}
