namespace WeixinWeChat.Launcher;

/// <summary>Tells where to go, once both portals serve.</summary>
internal static class Welcome
{
    public static void Print(IEnumerable<PortalProcess> portals)
    {
        Console.WriteLine();
        foreach (var portal in portals)
        {
            var address = portal.Ready.Result;
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
