namespace TencentLvb;
internal static class A { }
