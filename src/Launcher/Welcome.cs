namespace WeixinWeChat.Launcher;

/// <summary>Tells how this program is called, and where to go once both portals serve.</summary>
internal static class Welcome
{
    public static void PrintHelp() => Console.WriteLine("""
        Starts both portals, Weixin and WeChat, each as a process of its own, and ends them together (Ctrl+C).
        Everything given here goes to both of them.

        Usage:
          WeixinWeChat.Launcher [options]

        Options:
          --demo <true|false>      Whether an empty database gets the demo world. Development only, where it is the default.
          --Portal:<key>=<value>   A setting of both portals; appsettings.sample.json names them all.
          -?, -h, --help           Shows this.

        ASPNETCORE_ENVIRONMENT is Development unless it is set. Each portal has more commands of its own: see
        WeixinWeChat.Weixin --help and WeixinWeChat.WeChat --help.
        """);

    public static async Task Print(IEnumerable<PortalProcess> portals)
    {
        Console.WriteLine();
        foreach (var portal in portals)
        {
            var address = await portal.Ready;
            Console.WriteLine($"  {portal.Name}");
            Console.WriteLine($"    brands and staff   {address}");
            Console.WriteLine($"    subscribers        {address}/app");
            Console.WriteLine($"    codes and mails    {address}/dev/outbox");
            foreach (var note in portal.Notes)
                Console.WriteLine($"    {note}");
            Console.WriteLine();
        }

        Console.WriteLine("  Both portals are ready. Ctrl+C stops them.");
    }
}
