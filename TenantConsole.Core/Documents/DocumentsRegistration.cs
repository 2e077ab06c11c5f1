using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Documents;

public static class DocumentsRegistration
{
    /// <summary>Documents. Needs the database, access control, the audit log, quotas and a <see cref="TimeProvider"/>.</summary>
    /// <param name="storagePath">The folder of their bytes.</param>
    public static IServiceCollection AddDocuments(this IServiceCollection services, string storagePath) => services
        .AddSingleton<IDocumentStore>(new FileDocumentStore(storagePath))
        .AddSingleton<DocumentTexts>()
        .AddSingleton<DocumentUploads>()
        .AddSingleton<DocumentService>()
        .AddSingleton<DocumentSweep>()
        .AddSingleton<ICountedResource, CountedDocumentBytes>();
}
