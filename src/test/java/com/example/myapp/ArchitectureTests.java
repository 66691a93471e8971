package com.example.myapp;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** A package can be read, copied or deleted without the others. */
@AnalyzeClasses(packagesOf = MyApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesDoNotDependOnEachOther = slices()
		.matching(MyApplication.class.getPackageName() + ".(*)..")
		.should()
		.notDependOnEachOther();

}
