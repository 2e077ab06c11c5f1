using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace TenantConsole.Benchmarks.Circuits;

/// <summary>The console as an operator runs it, in a process and a folder of its own, with demo data; it says how large its managed heap is.</summary>
internal sealed partial class MeasuredConsole : IAsyncDisposable
{
    public const string Email = "admin@example.test";
    public const string Password = "a rather long pass phrase";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tenantconsole-circuits-");
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private MeasuredConsole()
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath()]) { WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ConnectionStrings__TenantConsole"] = $"Data Source={Path.Combine(_folder.FullName, "console.db")}";
        start.Environment["Bootstrap__AdminEmail"] = Email;
        start.Environment["Bootstrap__AdminPassword"] = Password;
        start.Environment["DOTNET_STARTUP_HOOKS"] = Assembly.GetExecutingAssembly().Location;
        start.Environment[StartupHook.SocketVariable] = SocketPath;
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
    }

    public Uri Address { get; private set; } = null!;

    public int ProcessId => _process.Id;

    /// <summary>What it has said so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private string SocketPath => Path.Combine(_folder.FullName, "heap");

    public static async Task<MeasuredConsole> StartAsync()
    {
        var console = new MeasuredConsole();
        console._process.Start();
        console._process.BeginErrorReadLine();
        console._process.BeginOutputReadLine();
        console.Address = await console._listening.Task.WaitAsync(TimeSpan.FromMinutes(3));
        return console;
    }

    /// <summary>Bytes of managed objects that are in use, after full collections.</summary>
    public async Task<long> HeapAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        var buffer = new byte[32];
        var length = await socket.ReceiveAsync(buffer);
        return long.Parse(Encoding.ASCII.GetString(buffer, 0, length), CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes of memory that the process holds, everything included.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The program lies in its own project's output, of the same configuration and framework as this one.</summary>
    private static string ProgramPath()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var repository = framework.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "TenantConsole", "bin", framework.Parent.Name, framework.Name, "TenantConsole.dll");
    }

    private void Read(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line is not null && Listening().Match(line) is { Success: true } found)
            _listening.TrySetResult(new Uri(found.Groups["address"].Value));
    }

    [GeneratedRegex(@"Now listening on: (?<address>http\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
