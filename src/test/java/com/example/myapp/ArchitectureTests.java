package com.example.myapp;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Each of these packages can be read, copied or deleted without the others. */
@AnalyzeClasses(importOptions = DoNotIncludeTests.class,
		packages = { "com.example.myapp.health", "com.example.myapp.hello", "com.example.myapp.memory",
				"com.example.myapp.problem", "com.example.myapp.routing", "com.example.myapp.server",
				"com.example.myapp.training" })
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesDoNotDependOnEachOther = slices()
		.matching(MyApplication.class.getPackageName() + ".(*)..")
		.should()
		.notDependOnEachOther();

}
