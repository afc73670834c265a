using System.Reflection;

namespace TencentLvb.Emulator;

/// <summary>Loads the emulator from its assembly in the same folder when it is first started.</summary>
internal static class EmulatorLoader
{
    private const string FileName = "TencentLvb.Emulator.dll";
    private const string EngineName = "TencentLvb.Emulator.EmulatorEngine";

    public static IEmulatorEngine Start(EmulatorSettings settings)
    {
        var folder = Path.GetDirectoryName(typeof(EmulatorLoader).Assembly.Location)!;
        var engine = Assembly.LoadFrom(Path.Combine(folder, FileName)).GetType(EngineName, throwOnError: true)!;
        try
        {
            return (IEmulatorEngine)Activator.CreateInstance(engine, settings)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerException).Throw();
            throw;
        }
    }
}
