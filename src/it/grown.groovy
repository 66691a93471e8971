import java.nio.file.Files
import java.nio.file.Path
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES

// Puts a text before the first place in pom.xml that matches.
insert = { String text, String place ->
	File pom = new File(basedir, 'pom.xml')
	String grown = pom.text.replaceFirst("(?=$place)", text)
	assert grown != pom.text
	pom.text = grown
}

// Runs the lines of the README that rename the project.
rename = { ->
	String section = new File(basedir, 'README.md').text.split('\n## Make it yours\n')[1].split('\n## ')[0]
	String lines = section.split('```shell\n')[1].split('```')[0]
	Process bash = new ProcessBuilder('bash', '-euxo', 'pipefail', '-c', lines).directory(basedir).inheritIO().start()
	assert bash.waitFor() == 0
}

// Lays the project beside the files of the folder.
Path project = basedir.toPath().resolve('../../..').normalize()
List<String> paths = project.toFile().list() - ['.git', 'src', 'target']
paths += new File(project.toFile(), 'src').list().collect { "src/$it" } - ['src/bench', 'src/it']
paths.each { path ->
	Files.walk(project.resolve(path)).filter(Files::isRegularFile).each { file ->
		Path to = basedir.toPath().resolve(project.relativize(file))
		Files.createDirectories(to.parent)
		Files.copy(file, to, COPY_ATTRIBUTES)
	}
}
