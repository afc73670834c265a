using System.Management.Automation;

namespace TencentLvb;

/// <summary>Recognizes a deserialized connection, so that the error can explain what to do.</summary>
internal sealed class ConnectionArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject wrapped && wrapped.BaseObject is PSCustomObject && IsConnection(wrapped)
            ? LvbConnection.Serialized
            : inputData;

    private static bool IsConnection(PSObject data)
    {
        foreach (var name in data.TypeNames)
        {
            if (name == "Deserialized." + typeof(LvbConnection).FullName)
            {
                return true;
            }
        }

        return false;
    }
}
