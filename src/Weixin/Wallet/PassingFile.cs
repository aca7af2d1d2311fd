namespace WeixinWeChat.Weixin.Wallet;

/// <summary>A file for as long as it is open: what stands in it is somebody's own, so it lies in the portal's folder, for the portal's user alone.</summary>
public static class PassingFile
{
    /// <summary>Opens one in this folder. It is gone when it is closed.</summary>
    public static FileStream Open(string folder)
    {
        var path = Path.Combine(folder, $"passing.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose };
        if (OperatingSystem.IsWindows())
            return new(path, options);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // Its name at once: a portal that is killed leaves nothing behind.
        File.Delete(path);
        return file;
    }
}
