using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// A mark in the data directory that stands while the demo world is unfinished: a world that broke off must not pass for a whole one at the
/// next start. Held open meanwhile, so that a second start does not take the first one's world for one that broke off.
/// </summary>
internal sealed class UnfinishedDemo : IDisposable
{
    private readonly string folder;
    private readonly string database;
    private readonly FileStream mark;

    private UnfinishedDemo(string folder, string database, FileStream mark)
    {
        (this.folder, this.database, this.mark) = (folder, database, mark);
        using var reader = new StreamReader(mark, Encoding.UTF8, leaveOpen: true);
        Of = reader.ReadToEnd();
    }

    /// <summary>Did a building break off?</summary>
    public bool IsThere => Of.Length > 0;

    /// <summary>What to do about it.</summary>
    public string Remedy => IsOurs
        ? "Start again to build it anew, or with --demo false to use what is there."
        : $"Delete {(IsFile ? folder : "the database")} to build it anew, or start with --demo false to use what is there.";

    // The database that was being built. Only that one is cleared away: the connection string may name another by now.
    private string Of { get; set; }

    private bool IsFile => Path.IsPathFullyQualified(database);

    private bool IsOurs => IsFile && Of == database;

    /// <summary>Takes the mark.</summary>
    /// <returns>Null while another process holds it.</returns>
    public static UnfinishedDemo? Take(PortalSettings settings, PortalDb db)
    {
        try
        {
            return new(settings.DataDirectory, db.Database.IsSqlite() ? Path.GetFullPath(db.Database.GetDbConnection().DataSource) : "SqlServer",
                new FileStream(PathIn(settings.DataDirectory), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(PathIn(settings.DataDirectory)))
        {
            return null;
        }
    }

    /// <summary>Clears away what a building that broke off left in its SQLite file.</summary>
    /// <returns>Whether the place is free for a new world now.</returns>
    public bool ClearAway()
    {
        if (!IsOurs)
            return false;
        SqliteConnection.ClearAllPools();
        foreach (var file in (string[])[database, $"{database}-wal", $"{database}-shm", $"{database}-journal"])
            File.Delete(file);
        // A database elsewhere may share this folder with another one, whose files these are.
        if (Path.GetDirectoryName(database) == folder)
        {
            foreach (var file in ((string[])[DataFolder.Documents, DataFolder.Media]).SelectMany(name => Directory.EnumerateFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories)))
                File.Delete(file);
        }

        return true;
    }

    /// <summary>A building begins: from here on the database is a part of a world.</summary>
    public void Begin()
    {
        Of = database;
        mark.SetLength(0);
        mark.Write(Encoding.UTF8.GetBytes(database));
        mark.Flush(flushToDisk: true);
    }

    /// <summary>The world stands, or nobody wants one: what is there counts as it is.</summary>
    public void Finish()
    {
        Of = "";
        mark.SetLength(0);
    }

    /// <summary>Lets the mark go; it stays where a building broke off.</summary>
    public void Dispose()
    {
        mark.Dispose();
        // An empty mark says nothing. In the moment between, another start may have taken it: then it is that one's to delete.
        if (!IsThere)
            TryDelete(PathIn(folder));
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (IOException)
        {
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, DataFolder.UnfinishedDemo);
}
