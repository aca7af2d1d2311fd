namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>The checkout's own files, as text.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files under a folder of the checkout, with the given endings; build output and generated migrations left out.</summary>
    public static IReadOnlyList<(string Path, string Text)> Under(string folder, params string[] endings)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "Migrations"))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(Path.Combine(Root, file))))
            .ToList();
        files.Should().NotBeEmpty($"a rule that reads nothing under {folder} holds nothing");
        return files;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WeixinWeChat.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
