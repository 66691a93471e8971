import java.nio.file.Files

// The rows themselves are right: start.spring.io's plain application with what the folder grow adds.
//   ./mvnw -Pimage invoker:run -Dinvoker.test=plain
def lay = { String from, String part = '' ->
	def root = basedir.toPath().resolve('../../..').resolve(from).normalize()
	Files.walk(root.resolve(part)).filter(Files::isRegularFile).each { file ->
		String path = root.relativize(file).toString().replace('com/example/demo', 'com/example/myapp')
		new File(basedir, path).with {
			parentFile.mkdirs()
			text = file.toFile().text.replace('package com.example.demo', 'package com.example.myapp')
		}
	}
}
lay('src/bench/default')
['src', 'dependencies.xml', 'compose.yaml'].each { lay('src/it/grow', it) }
File pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replaceFirst('(?=\t</dependencies>)', new File(basedir, 'dependencies.xml').text)
true
