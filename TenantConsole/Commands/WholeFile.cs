namespace TenantConsole.Commands;

/// <summary>Writes a file whole or not at all: what is written goes beside it under another name, and takes its place when everything is there.</summary>
internal static class WholeFile
{
    public static async Task<T> WriteAsync<T>(FileInfo file, Func<TextWriter, T> write)
    {
        var partial = $"{file.FullName}.{Environment.ProcessId}.partial";
        try
        {
            T result;
            await using (var writer = new StreamWriter(partial) { NewLine = "\n" })
            {
                result = write(writer);
            }

            File.Move(partial, file.FullName, overwrite: true);
            return result;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
