using System.Management.Automation;
using System.Reflection;

namespace TencentLvb;

/// <summary>
/// Runs when the module is imported. In Windows PowerShell it lets .NET Framework find the assemblies in <c>bin/desktop</c>. PowerShell 7
/// includes them, so nothing is done there.
/// </summary>
public sealed class DesktopResolver : IModuleAssemblyInitializer
{
    private static DesktopAssemblies? _assemblies;

    /// <inheritdoc/>
    public void OnImport()
    {
        // The following is compiled only if it is required.
        if (HttpClients.IsDesktop)
        {
            StartResolving();
        }
    }

    private static void StartResolving()
    {
        // Once per process, however often the module is imported, because the assembly stays loaded.
        if (_assemblies is null)
        {
            _assemblies = new DesktopAssemblies(Path.GetDirectoryName(typeof(DesktopResolver).Assembly.Location)!);
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var asker = request.RequestingAssembly;
        var file = asker is null || asker.IsDynamic
            ? null
            : _assemblies!.FileFor(new AssemblyName(request.Name).Name, asker.GetName().Name, asker.Location);
        return file is null ? null : Assembly.LoadFrom(file);
    }
}
